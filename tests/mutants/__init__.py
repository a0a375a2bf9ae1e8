"""Break the code on purpose, one small change at a time, and see whether a test notices:  python -m tests.mutants

The changes are mutmut's. They are tried in another way than mutmut's: its copies of functions can't stand in pydantic's
models and leave out whatever is decorated, and a pytest for each of some ten thousand changes would take a day. Here
pytest collects once; each change is tried in a fork, in which the one function gets the changed code, by the tests that
run its line and by no other, and ends at the first that fails.
"""
