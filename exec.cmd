@rem The npm scripts that run for long begin with `exec`, so that a signal to npm reaches Node and not a shell between
@rem them. The shell of Windows has no such word, and finds this file.
@%*
