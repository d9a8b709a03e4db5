async ({ engine, queries, keys }) => {
  /* Asks one engine all queries in a page, and gives what it shows for each: addresses, best first, or groups of them.

     `engine`: ours, material or pagefind; `keys`: also time each key stroke before the last (milliseconds). */
  const top = new URL("/", location);
  const load = (path) => new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), { src: new URL(path, top), onload: resolve, onerror: reject });
    document.head.append(script);
  });
  const path = (url) => decodeURI(new URL(url, top).href.slice(top.href.length));

  async function ours() {
    await load("assets/search/scripts.js");
    for (const name of [...self.handbookSearchScripts, "answers.js"]) await load(`assets/search/${name}`);
    return (query) => {
      const answer = self.handbookAnswer({ number: 0, query, within: "", most: 4 });
      return [...answer.best, ...answer.groups.flatMap((group) => group.hits)].map((hit) => hit.address);
    };
  }

  async function material() {
    const index = await (await fetch(new URL("search/search_index.json", top))).json();
    const worker = new Worker(new URL(document.querySelector("[data-worker]").dataset.worker, top));
    const asked = (type, data) => new Promise((resolve) => {
      worker.onmessage = (event) => resolve(event.data);
      worker.postMessage({ type, data });
    });
    await asked(0, { ...index, options: { suggest: false } });
    return async (query) => (await asked(2, query)).data.items.flatMap((page) => page[0] ? [page.map((one) => one.location)] : []);
  }

  async function pagefind() {
    const found = await import(new URL("pagefind/pagefind.js", top));
    await found.options({ baseUrl: "/" });
    return async (query) => {
      const { results } = await found.search(query);
      const pages = await Promise.all(results.slice(0, 10).map((one) => one.data()));
      return pages.map((page) => [path(page.url), ...page.sub_results.map((one) => path(one.url))]);
    };
  }

  const find = await { ours, material, pagefind }[engine]();
  const shown = [];
  const milliseconds = [];
  for (const query of queries) {
    for (let at = 1; keys && at < query.length; at += 1) {
      const started = performance.now();
      await find(query.slice(0, at));
      milliseconds.push(performance.now() - started);
    }
    shown.push(await find(query));
  }
  return { shown, milliseconds };
};
