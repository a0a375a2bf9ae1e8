"""What reads the curator's files, fed with whatever there may be in them: it raises nothing, and takes its time and
its memory in measure.

    python -m tests.fuzz --minutes 10 --seed 1            all of them, each for ten minutes
    python -m tests.fuzz --minutes 1 deck bytes           some of them
    python -m tests.fuzz --again FILE                     one input once more, timed

With atheris (`pip install touyan[fuzz]`) the inputs follow what the code does with them; without it they are drawn by
chance from the same changes. What fails is written beside the corpus of its kind; what was mended stays in
`tests/fuzz/corpus` and is tried by the ordinary tests, as is a short draw of each (`test_fuzz.py`).
"""
