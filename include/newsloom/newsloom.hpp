// newsloom: every public header of the component `core`, for those who want one line. The headers
// of other components (newsloom/ingest/…) are included by name.
#pragma once

#include "newsloom/aggregator.hpp"
#include "newsloom/article.hpp"
#include "newsloom/attribution/coverage.hpp"
#include "newsloom/attribution/outlet.hpp"
#include "newsloom/cluster/features.hpp"
#include "newsloom/cluster/online_clusterer.hpp"
#include "newsloom/cluster/term_statistics.hpp"
#include "newsloom/error.hpp"
#include "newsloom/event.hpp"
#include "newsloom/simd.hpp"
#include "newsloom/text/analysis.hpp"
#include "newsloom/text/fingerprint.hpp"
#include "newsloom/text/fold.hpp"
#include "newsloom/text/language.hpp"
#include "newsloom/text/stem.hpp"
#include "newsloom/text/stop_words.hpp"
#include "newsloom/text/tokenize.hpp"
#include "newsloom/text/utf8.hpp"
#include "newsloom/types.hpp"
