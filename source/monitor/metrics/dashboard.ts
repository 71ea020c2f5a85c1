import { examinationFamilies } from './examination-families.ts';
import { databaseFamilies, type FamilyName } from './families.ts';
import type { Measure } from './family.ts';
import { isAboutDatabase, select } from './query.ts';
import { queueFamilies } from './queue-families.ts';
import { selfFamilies } from './self-families.ts';

const datasource = { type: 'prometheus', uid: '$datasource' } as const;
/** Three panels beside each other on Grafana's 24 columns. */
const panelSize = { w: 8, h: 7 } as const;

const rows: readonly (readonly [title: string, names: readonly FamilyName[]])[] = [
  ['The queue', namesOf(queueFamilies)],
  ['What it depends on', namesOf(examinationFamilies)],
  ['The monitor', namesOf(selfFamilies)],
];

function namesOf<Name extends FamilyName>(families: Readonly<Record<Name, unknown>>): readonly Name[] {
  return Object.keys(families).filter((name): name is Name => Object.hasOwn(families, name));
}

/** A dashboard of Grafana with a panel for every family, for its import as JSON. */
export const composeDashboard = () => {
  let y = 0;
  let id = 0;
  const panels = rows.flatMap(([title, names]) => {
    id += 1;
    const row = { id, type: 'row', title, collapsed: false, gridPos: { x: 0, y, w: 24, h: 1 }, panels: [] };
    const top = y + 1;
    const own = names.map((name, index) => {
      id += 1;
      const place = { x: (index % 3) * panelSize.w, y: top + Math.floor(index / 3) * panelSize.h, ...panelSize };
      return composePanel(name, id, place);
    });
    y = top + Math.ceil(names.length / 3) * panelSize.h;
    return [row, ...own];
  });
  return {
    title: "Odoo's e-mail",
    uid: 'odoo-mail-doctor',
    tags: ['odoo', 'mail'],
    schemaVersion: 39,
    version: 1,
    editable: true,
    timezone: 'browser',
    refresh: '1m',
    time: { from: 'now-24h', to: 'now' },
    annotations: { list: [] },
    templating: { list: variables },
    panels,
  };
};

const databaseValues = `label_values(${select('odoo_mail_up')}, database)`;

const variables = [
  { name: 'datasource', label: 'Data source', type: 'datasource', query: 'prometheus', refresh: 1, current: {} },
  {
    name: 'database',
    label: 'Database',
    type: 'query',
    datasource,
    definition: databaseValues,
    query: { query: databaseValues, refId: 'database' },
    refresh: 2,
    sort: 1,
    multi: true,
    includeAll: true,
    current: { selected: true, text: ['All'], value: ['$__all'] },
  },
];

const familyOf = (name: FamilyName) =>
  ({ ...databaseFamilies, ...selfFamilies })[name] satisfies { readonly measure: Measure };

const composePanel = (name: FamilyName, id: number, gridPos: object) => {
  const { title, help, labels, measure, type } = familyOf(name);
  const isAbout = isAboutDatabase(name);
  const { unit, draw, mappings } = looks[type === 'counter' ? 'rate' : measure];
  const legend = [...(isAbout ? ['database'] : []), ...labels].map((label) => `{{${label}}}`).join(' ');
  const isTable = draw === 'table';
  return {
    id,
    type: draw,
    title: type === 'counter' ? `${title}, per minute` : title,
    description: help,
    datasource,
    gridPos,
    targets: [
      {
        refId: 'A',
        datasource,
        expr: composeExpression(name, measure, type),
        legendFormat: legend === '' ? title : legend,
        ...(isTable ? { instant: true, format: 'table' } : {}),
      },
    ],
    fieldConfig: { defaults: { unit, min: measure === 'future' ? undefined : 0, mappings }, overrides: [] },
    options: {},
  };
};

const composeExpression = (name: FamilyName, measure: Measure, type: 'gauge' | 'counter'): string => {
  const selected = select(name, isAboutDatabase(name) ? ['database=~"$database"'] : []);
  if (type === 'counter') return `rate(${selected}[$__rate_interval]) * 60`;
  if (measure === 'past') return `time() - ${selected}`;
  return measure === 'future' ? `${selected} - time()` : selected;
};

interface Look {
  /** Of Grafana's. */
  readonly unit: string;
  readonly draw: 'timeseries' | 'state-timeline' | 'table';
  readonly mappings: readonly object[];
}

const mapped = (...words: readonly (readonly [text: string, color: string])[]): readonly object[] => [
  {
    type: 'value',
    options: Object.fromEntries(words.map(([text, color], value) => [value, { text, color, index: value }])),
  },
];

const series = (unit: string): Look => ({ unit, draw: 'timeseries', mappings: [] });

const looks: Readonly<Record<Measure | 'rate', Look>> = {
  mails: series('short'),
  times: series('short'),
  rate: series('cpm'),
  seconds: series('s'),
  past: series('s'),
  future: series('s'),
  flag: { unit: 'none', draw: 'state-timeline', mappings: mapped(['no', 'blue'], ['yes', 'purple']) },
  severity: {
    unit: 'none',
    draw: 'state-timeline',
    mappings: mapped(['in order', 'green'], ['warning', 'orange'], ['failure', 'red']),
  },
  info: { unit: 'none', draw: 'table', mappings: [] },
};
