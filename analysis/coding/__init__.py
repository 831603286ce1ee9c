"""People's own judgement: tasks, answers and how far they agree, with the tool and with each other."""
