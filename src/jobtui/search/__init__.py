"""From a question to an answer: parser, evaluation, ranking, counts."""
