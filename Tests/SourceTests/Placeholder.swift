// Tests of Source.
