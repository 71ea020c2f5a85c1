export type ExpositionFormat = 'openmetrics' | 'text';

interface ParsedSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

interface ParsedFamily {
  readonly name: string;
  readonly type: string;
  readonly help: string;
  readonly samples: readonly ParsedSample[];
}

const end = '# EOF\n';
const metricName = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const block = new RegExp(`# HELP (${metricName}) (.+)\n# TYPE (${metricName}) (gauge|counter)\n((?:[^#\n].*\n)+)`, 'y');
const sample = new RegExp(`^(${metricName})(?:\\{(.+)\\})? (-?\\d+(?:\\.\\d+)?(?:e[+-]\\d+)?)$`);
const labelPair = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(?:,(?=[a-zA-Z_])|$)/y;
/** What HELP may hold: a backslash only before what it escapes; in OpenMetrics a quote only after one. */
const helpText = { openmetrics: /^(?:[^\\"]|\\[\\n"])+$/, text: /^(?:[^\\]|\\[\\n])+$/ } as const;

/**
 * Reads a page as strictly as the formats are written down, of which it knows what a page of gauges and counters without
 * times needs: OpenMetrics 1.0 ("Text format": one HELP and TYPE before the samples, families in one piece, counters that
 * end in _total, no empty lines, # EOF last), or Prometheus' text format 0.0.4. @throws where it is anything else.
 */
export const parseExposition = (page: string, format: ExpositionFormat): readonly ParsedFamily[] => {
  const isOpen = format === 'openmetrics';
  if (isOpen && !page.endsWith(end)) throw new Error('There is no # EOF at the end.');
  const body = isOpen ? page.slice(0, -end.length) : page.replaceAll('\n\n', '\n');
  const families: ParsedFamily[] = [];
  block.lastIndex = 0;
  while (block.lastIndex < body.length) {
    const at = block.lastIndex;
    const [, name = '', help = '', typed, type = '', lines = ''] = block.exec(body) ?? [];
    if (name === '') throw new Error(`No family begins with: ${body.slice(at, at + 200)}`);
    if (typed !== name || !helpText[format].test(help)) throw new Error(`HELP or TYPE of ${name} is wrong.`);
    const suffixed = isOpen && type === 'counter' ? `${name}_total` : name;
    families.push({
      name,
      type,
      help,
      samples: lines
        .trimEnd()
        .split('\n')
        .map((line) => readSample(line, suffixed)),
    });
    if (suffixed.endsWith('_total') !== (type === 'counter')) throw new Error(`_total is for counters: ${name}.`);
  }
  requireUnique(families.map(({ name }) => name));
  requireUnique(families.flatMap(({ samples }) => samples.map(({ name, labels }) => JSON.stringify([name, labels]))));
  return families;
};

const requireUnique = (names: readonly string[]): void => {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`${twice} is there twice.`);
};

const readSample = (line: string, expected: string): ParsedSample => {
  const [, name, labels, value] = sample.exec(line) ?? [];
  if (name !== expected) throw new Error(`This is no sample of ${expected}: ${line}`);
  return { name, labels: labels === undefined ? {} : readLabels(labels), value: Number(value) };
};

const readLabels = (text: string): Readonly<Record<string, string>> => {
  const labels: Record<string, string> = {};
  labelPair.lastIndex = 0;
  while (labelPair.lastIndex < text.length) {
    const [, name, value] = labelPair.exec(text) ?? [];
    if (name === undefined || value === undefined || name in labels) throw new Error(`These are no labels: ${text}`);
    labels[name] = value.replaceAll(/\\(.)/g, (_all, sign: string) => (sign === 'n' ? '\n' : sign));
  }
  return labels;
};
