import { expect, test } from 'vitest';
import { type ExpositionFormat, parseExposition } from './exposition.ts';

const family = '# HELP a_total What.\n# TYPE a_total counter\n';

test.each<[string, string, ExpositionFormat]>([
  ['no end', '# HELP a What.\n# TYPE a gauge\na 1\n', 'openmetrics'],
  ['an empty line', '# HELP a What.\n# TYPE a gauge\na 1\n\n# EOF\n', 'openmetrics'],
  ['a counter under its whole name', `${family}a_total 1\n# EOF\n`, 'openmetrics'],
  ['a quote in HELP', '# HELP a "What".\n# TYPE a gauge\na 1\n# EOF\n', 'openmetrics'],
  ['a line that does not end', `${family}a_total 1`, 'text'],
  ['a series twice', `${family}a_total{b="1"} 1\na_total{b="1"} 2\n`, 'text'],
  ['a family twice', `${family}a_total 1\n${family}a_total 1\n`, 'text'],
  ['a family in two pieces', `${family}a_total 1\n# HELP b What.\n# TYPE b gauge\nb 1\na_total{c="1"} 1\n`, 'text'],
  ['a label twice', `${family}a_total{b="1",b="2"} 1\n`, 'text'],
  ['a quote in a label', `${family}a_total{b="1"2"} 1\n`, 'text'],
  ['another escape in a label', `${family}a_total{b="\\t"} 1\n`, 'text'],
  ['no value', `${family}a_total \n`, 'text'],
  ['a value that is not known', `${family}a_total NaN\n`, 'text'],
  ['a counter that is named otherwise', '# HELP a What.\n# TYPE a counter\na 1\n', 'text'],
  ['a family without samples', `${family}# HELP b What.\n# TYPE b gauge\nb 1\n`, 'text'],
])('a page with %s is refused', (_title, page, format) => {
  expect(() => parseExposition(page, format)).toThrow();
});

test('a page in order is read', () => {
  expect(parseExposition(`${family}a_total{b="x\\"\\\\\\n",c=""} 1.5e+21\n`, 'text')).toEqual([
    {
      name: 'a_total',
      type: 'counter',
      help: 'What.',
      samples: [{ name: 'a_total', labels: { b: 'x"\\\n', c: '' }, value: 1.5e21 }],
    },
  ]);
});
