#include <iostream>
#include <newsloom/newsloom.hpp>

int main() {
  auto aggregator = newsloom::Aggregator::create({}).value();
  newsloom::Article article;
  article.id = newsloom::ArticleId("first");
  article.url = "https://harbourpost.example/loom";
  article.title = "Loom found in the attic";
  const newsloom::Update update = aggregator.add(article).value();
  std::cout << article.title << " / "
            << aggregator.event(update.event).value().coverage.front().outlet << '\n';
}
