/* What the search is made of, in the order in which it is loaded: by a worker, by a page that was opened as a file, by the benchmark. */
"use strict";
self.handbookSearchScripts = ["minisearch.js", "records.js", "rules.js", "words.js", "packed.js", "asked.js", "engine.js"];
