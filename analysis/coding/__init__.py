"""People's own judgement: tasks, answers, and how far they agree with the tool and with each other.

* :mod:`~analysis.coding.task` and :mod:`~analysis.coding.answer`: what a teacher hands out and a student hands in.
* :mod:`~analysis.coding.overlap`: one student's marks beside the tool's.
* :mod:`~analysis.coding.pool` and :mod:`~analysis.coding.pool_tables`: a class together, and as tables.
* :mod:`~analysis.coding.agreement`: Krippendorff's alpha with its interval.
"""
