/** What decides which address of itself Odoo writes into mails and hands to Google and Microsoft. */
export interface BaseUrlFacts {
  /** `web.base.url`. */
  readonly url: string | undefined;
  /** `web.base.url.freeze` is set: no login changes the address. */
  readonly isFrozen: boolean;
  /** proxy_mode of odoo.conf; undefined where no odoo.conf was read. */
  readonly proxyMode: boolean | undefined;
  /** Whether a mail server in use is connected, or to be connected, by OAuth. */
  readonly usesOauth: boolean;
}

export interface BaseUrlFlaw {
  readonly summary: string;
  readonly detail: string;
  /** What is probably meant. */
  readonly suggestion: string | undefined;
}

const ownMachine = /^(?:localhost|127(?:\.\d+){3}|\[::1\]|0\.0\.0\.0)$/;
const links = 'Links in mails begin with it';

/**
 * What is wrong with the address that Odoo takes for its own; undefined: nothing that mail depends on. Odoo sets it anew
 * whenever an administrator logs in, unless it is frozen, to the address that the login came to (`authenticate`,
 * base/models/res_users.py); with proxy_mode off that is the one behind the proxy, mostly http.
 */
export const judgeBaseUrl = (facts: BaseUrlFacts): BaseUrlFlaw | undefined => {
  const { url, isFrozen, usesOauth } = facts;
  const parsed = URL.canParse(url ?? '') ? new URL(url ?? '') : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) {
    const what = url === undefined || url.trim() === '' ? 'is not set' : `is no address of a website: “${url}”`;
    return {
      summary: `web.base.url ${what}; ${lower(links)}${usesOauth ? ', and so does the redirect address of OAuth' : ''}.`,
      detail: keepIt(isFrozen),
      suggestion: undefined,
    };
  }
  if (ownMachine.test(parsed.hostname)) {
    return {
      summary: `web.base.url is ${url}: links in mails lead whoever reads them to their own machine${usesOauth ? ', and connecting an account by OAuth ends there, too' : ''}.`,
      detail: keepIt(isFrozen),
      suggestion: undefined,
    };
  }
  return parsed.protocol === 'http:' ? judgeInsecure(parsed, facts) : judgeSecure(facts);
};

const judgeInsecure = (
  { hostname, pathname }: URL,
  { url, isFrozen, proxyMode, usesOauth }: BaseUrlFacts,
): BaseUrlFlaw | undefined => {
  if (!usesOauth && proxyMode !== true) return undefined;
  const why = usesOauth
    ? 'Google and Microsoft send nobody back to an address without https (redirect_uri_mismatch, AADSTS50011, AADSTS500112), and what is registered there must be the same letter by letter.'
    : 'proxy_mode is on, so a proxy stands before Odoo; if it speaks https, it does not say so (X-Forwarded-Proto), or nobody has logged in as administrator through it since.';
  return {
    summary: `web.base.url is ${url}, without https: ${usesOauth ? 'an account cannot be connected by OAuth so' : lower(links)}.`,
    detail: `${why} ${keepIt(isFrozen)}`,
    suggestion: `https://${hostname}${pathname.replace(/\/$/, '')}`,
  };
};

const judgeSecure = ({ url, isFrozen, proxyMode, usesOauth }: BaseUrlFacts): BaseUrlFlaw | undefined =>
  usesOauth && proxyMode === false && !isFrozen
    ? {
        summary: `web.base.url is ${url}, and the next login of an administrator makes it http: proxy_mode is off in odoo.conf.`,
        detail: `Connecting an account by OAuth fails from then on. ${keepIt(isFrozen)}`,
        suggestion: url,
      }
    : undefined;

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

const keepIt = (isFrozen: boolean): string =>
  isFrozen
    ? 'web.base.url.freeze is set, so that no login changes it.'
    : 'Behind a proxy set proxy_mode = True in odoo.conf and let the proxy send X-Forwarded-Host and X-Forwarded-Proto; web.base.url.freeze keeps the address as it is at every login of an administrator.';
