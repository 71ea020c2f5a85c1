import { describe, expect, test } from 'vitest';
import { escapeMarkdown } from '../../source/output/escape-markdown.ts';

describe('foreign text is read as it stands, neither as Markdown nor as HTML', () => {
  test.each([
    ['a tag', '<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert(1)&gt;'],
    ['an entity', '&lt;script&gt;', '&amp;lt;script&amp;gt;'],
    ['a link', '[here](https://evil.example)', '\\[here\\](https://evil.example)'],
    ['a picture', '![x](https://evil.example/x.png)', '!\\[x\\](https://evil.example/x.png)'],
    ['an automatic link', '<https://evil.example>', '&lt;https://evil.example&gt;'],
    ['bold and italic', '**all is well** _really_', '\\*\\*all is well\\*\\* \\_really\\_'],
    ['what is struck out', '~~failed~~', '\\~\\~failed\\~\\~'],
    ['code', '`rm`', '\\`rm\\`'],
    ['a cell', 'a | b', 'a \\| b'],
    ['a formula', '$x$', '\\$x\\$'],
    ['a backslash before markup', '\\*', '\\\\\\*'],
    ['a heading on a line of its own', 'a\n# All is well', 'a\n\\# All is well'],
    ['an underlined heading', 'a\n===', 'a\n\\==='],
    ['a rule', 'a\n---', 'a\n\\---'],
    ['a list', 'a\n  - b\n+ c', 'a\n  \\- b\n\\+ c'],
    ['a numbered list', '1. first\n12) twelfth', '1\\. first\n12\\) twelfth'],
    ['a quotation', '> said', '&gt; said'],
    [
      'plain words',
      'Grüße - 3 mails, 5.7.1 refused (bounce@acme.example).',
      'Grüße - 3 mails, 5.7.1 refused (bounce@acme.example).',
    ],
  ])('%s', (_what, text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });
});
