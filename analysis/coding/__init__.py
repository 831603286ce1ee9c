"""People's own judgement: tasks, answers, and how far they agree with the tool and with each other.

Of a class, who mark words:

* :mod:`~analysis.coding.task` and :mod:`~analysis.coding.answer`: what a teacher hands out and a student hands in.
* :mod:`~analysis.coding.overlap`: one student's marks beside the tool's, in the words of :mod:`~analysis.coding.units`.
* :mod:`~analysis.coding.gather`, :mod:`~analysis.coding.counting`, :mod:`~analysis.coding.pool` and
  :mod:`~analysis.coding.pool_tables`: a class together, and as tables.

Of content analysts, who code sentences or articles:

* :mod:`~analysis.coding.codebook` and :mod:`~analysis.coding.codebook_files`: the codes, built in or anybody's own.
* :mod:`~analysis.coding.sheet` and :mod:`~analysis.coding.codings`: units in a blind order, and what was said of each.
* :mod:`~analysis.coding.code_tables` and :mod:`~analysis.coding.reading_codes`: codes as tables, and back.
* :mod:`~analysis.coding.reliability`: coders beside each other; :mod:`~analysis.coding.against_tool`: beside the tool.

Of both, :mod:`~analysis.coding.agreement`: Krippendorff's alpha with its interval.
"""
