"""`make bench`: how long the pages take, on the demo and on the national set, into docs/performance.md."""
