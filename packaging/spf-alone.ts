import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/** What is written otherwise in files of mailauth, which are CommonJS. */
const replacements: readonly (readonly [file: RegExp, changes: readonly (readonly [from: string, to: string])[]])[] = [
  [
    /mailauth[/\\]lib[/\\]spf[/\\]index\.js$/,
    [
      ["const libmime = require('libmime');", 'const libmime = { foldLines: (header) => header };'],
      ["const Joi = require('joi');", "const { isDomainValid } = require('@hapi/address/dist/domain.js');"],
      [
        'const domainSchema = Joi.string().domain({ allowUnicode: false, tlds: false });',
        // As Joi: what is not there is no mistake.
        `const domainSchema = {
          validate: (domain) =>
            domain === undefined ||
            (typeof domain === 'string' && domain !== '' && isDomainValid(domain, { allowUnicode: false, tlds: false }))
              ? {}
              : { error: new Error('"value" must contain a valid domain name') },
        };`,
      ],
    ],
  ],
  [
    /mailauth[/\\]lib[/\\]tools\.js$/,
    [
      [
        "const https = require('node:https');",
        "const https = { get: (...args) => require('node:https').get(...args) };",
      ],
      ["const libmime = require('libmime');", 'const libmime = { foldLines: (header) => header };'],
      ["const Joi = require('joi');", ''],
      [
        'const base64Schema = Joi.string().base64({ paddingRequired: false });',
        `const base64Schema = {
          validate: (text) =>
            /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/.test(text)
              ? {}
              : { error: new Error('"value" must be a valid base64 string') },
        };`,
      ],
    ],
  ],
];

/**
 * SPF is judged in every check. mailauth brings a schema validator and tables of character sets for it, half of what a
 * check would load: to see whether a domain and a key are written as such, and to fold headers, which nobody here reads; and a client
 * of HTTPS, for what is not asked here.
 * Fails where mailauth is written otherwise than it was.
 */
export const spfAlone: Plugin = {
  name: 'spf-alone',
  setup({ onLoad }) {
    for (const [filter, changes] of replacements) {
      onLoad({ filter }, async ({ path }) => {
        let contents = await readFile(path, 'utf8');
        for (const [from, to] of changes) {
          if (!contents.includes(from)) throw new Error(`${path} no longer holds the line "${from}".`);
          contents = contents.replace(from, () => to);
        }
        return { contents };
      });
    }
  },
};
