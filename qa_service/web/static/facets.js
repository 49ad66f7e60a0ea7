/** The regions and years that the library's documents bear, read from the list of documents. */

import { documents } from "./api.js";

const PAGE = 100;
const PAGES_AT_MOST = 5;

/**
 * @returns {Promise<{regions: string[], years: number[]}>} of the first 500 documents; others can be typed
 */
export async function loadFacets() {
  const regions = new Set();
  const years = new Set();
  let cursor = null;
  for (let page = 0; page < PAGES_AT_MOST; page += 1) {
    const { items, next_cursor } = await documents({ limit: PAGE, cursor });
    for (const { region_path, year } of items) {
      for (const region of region_path) regions.add(region); // a province narrows to all that lies in it
      if (year) years.add(year);
    }
    cursor = next_cursor;
    if (!cursor) break;
  }
  return {
    regions: [...regions].sort((one, other) => one.localeCompare(other, "zh-CN")),
    years: [...years].sort((one, other) => other - one),
  };
}

/** Asks the service once, and again after the library changed. */
export class Facets {
  constructor() {
    /** @type {Promise<{regions: string[], years: number[]}>|null} */
    this.loaded = null;
  }

  get() {
    this.loaded ||= loadFacets().catch(() => {
      this.loaded = null; // the next look asks again; meanwhile values can be typed
      return { regions: [], years: [] };
    });
    return this.loaded;
  }

  forget() {
    this.loaded = null;
  }
}
