"""The talk: agenda, hands, questions, typed words, the shared board."""
