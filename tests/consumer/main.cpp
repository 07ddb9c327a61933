#include <iostream>

#include "newsloom/article.hpp"

int main() {
  newsloom::MemoryArticleSource articles;
  newsloom::Article article;
  article.id = newsloom::ArticleId("first");
  article.title = "Loom found in the attic";
  articles.put(article);
  std::cout << articles.find(article.id).value().title << '\n';
}
