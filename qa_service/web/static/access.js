/** The access key, on services that ask for one. Kept for the tab only, so that a shared machine forgets it. */

const KEY = "qa-access-key";

/** @type {() => Promise<string|null>} */
let askPerson = async () => null;

/** @type {Promise<boolean>|null} */
let asking = null;

/** @param {() => Promise<string|null>} ask  null: the person has none */
export function onKeyNeeded(ask) {
  askPerson = ask;
}

/** @returns {string|null} */
function kept() {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null; // storage may be switched off by policy
  }
}

/** @returns {Record<string, string>} the header that bears the key, or none */
export function authorization() {
  const key = kept();
  return key ? { Authorization: `Bearer ${key}` } : {};
}

/** @returns {Promise<boolean>} whether there is another key to try; requests that fail together ask once */
export function renewKey() {
  asking ||= askPerson().then((key) => {
    asking = null;
    if (key) sessionStorage.setItem(KEY, key);
    return Boolean(key);
  });
  return asking;
}
