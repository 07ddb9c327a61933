# train_model: the same bytes from the same input and seed, others from another seed; what is left
# out is not learned from; a model is extended by --base; bad calls are told.
source "${BASH_SOURCE%/*}/support.sh"

sample=$NEWSLOOM_SOURCE/examples/data/articles.jsonl
mkdir "$work/sentences"
printf '%s\n' "The bridge was closed on Monday." "The river rose again." >"$work/sentences/en.txt"
printf '%s\n' "Die Brücke wurde am Montag gesperrt." "Der Fluss stieg wieder." >"$work/sentences/de.txt"
printf 'bridge\tBrücke\nthe river\tder Fluss\nstorm\tSturm\n' >"$work/en-de.tsv"

train() { # NAME ARGUMENT…
  local name=$1
  shift
  "$NEWSLOOM_BIN/train_model" "$@" --output "$work/$name.model" 2>"$work/$name.err"
  code=$?
}
small=("$sample" --sentences "$work/sentences" --sentence-pairs "$work/en-de.tsv" --partners
  --dim 16 --epochs 2 --batch 16 --min-count 1 --least-count 1)

train first "${small[@]}"
expect_code 0 "training"
expect_report first "2 languages"
train second "${small[@]}"
cmp -s "$work/first.model" "$work/second.model" || fail "two runs, two models"
train other "${small[@]}" --seed 2
cmp -s "$work/first.model" "$work/other.model" && fail "the seed changes nothing"

train without "${small[@]}" --leave-out "$sample"
expect_code 1 "everything left out"
expect_report without "no usable article"

printf 'weights' >"$work/blob"
train extended --base "$work/first.model" --blob "decision=$work/blob"
expect_code 0 "extending a model"
[ "$(stat -c %s "$work/extended.model")" -gt "$(stat -c %s "$work/first.model")" ] ||
  fail "the blob is not in the extended model"

head -c 1000 "$work/first.model" >"$work/cut.model"
train cut --base "$work/cut.model"
expect_code 1 "a truncated base"
expect_report cut "is truncated"
train none
expect_code 2 "no input"
train unknown "${small[@]}" --dictionary "$work/en-de.tsv.txt"
expect_code 1 "no dictionary"

[ "$failures" -eq 0 ]
