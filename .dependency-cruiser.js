/**
 * Imports point down, never up, never sideways between services (one line a layer, top first).
 * A layer may import what stands in its list, its own files, and packages.
 */
const ground = ['services', 'target', 'domain', 'lib'];
/** What measures, judges, tells of it and changes it, without a face. */
const engine = ['changes', 'diagnosis', 'prevention', 'causes', 'checks', 'queue', ...ground];
const asking = ['world', 'output', 'inspection', ...engine];

const layers = {
  cli: ['console', 'agent', 'inquiry', 'demo', 'ui', 'monitor', ...asking],
  // The table of databases looks as a monitor does.
  console: ['inquiry', 'ui', 'monitor', ...asking],
  // What an AI agent is told: it looks and previews.
  agent: ['inquiry', ...asking],
  // What verbs and agents ask, answered as data.
  inquiry: asking,
  world: ['monitor', 'inspection', 'changes', 'diagnosis', 'prevention', 'checks', 'queue', ...ground],
  ui: ['output', 'inspection', 'changes', 'diagnosis', 'causes', 'checks', 'queue', 'domain', 'lib'],
  output: ['monitor', 'inspection', 'changes', 'diagnosis', 'causes', 'checks', 'queue', 'domain', 'lib'],
  // What repeats looks cheaply, and runs the causes now and then.
  monitor: engine,
  // One mail's story tries its way as a retry would, and asks the causes that bear on it.
  inspection: engine,
  changes: ['queue', ...ground],
  diagnosis: ['prevention', 'causes', 'checks', 'queue', ...ground],
  // Asks causes what they measure anyway, and offers their remedies.
  prevention: ['causes', 'remedies', 'checks', 'queue', ...ground],
  causes: ['remedies', 'checks', 'queue', ...ground],
  remedies: ['checks', ...ground],
  checks: ['queue', ...ground],
  queue: ['services', 'domain', 'lib'],
  demo: ['domain', 'lib'],
  services: ['domain', 'lib'],
  target: ['domain', 'lib'],
  domain: ['lib'],
  lib: [],
};

const downward = Object.entries(layers).map(([layer, below]) => ({
  name: `${layer}-imports-only-what-is-below`,
  comment: `source/${layer} may import ${below.length === 0 ? 'nothing outside itself' : below.join(', ')}.`,
  severity: 'error',
  from: { path: `^source/${layer}/` },
  to: { path: '^source/', pathNot: [layer, ...below].map((allowed) => `^source/${allowed}/`) },
}));

export default {
  forbidden: [
    ...downward,
    {
      name: 'services-do-not-know-each-other',
      comment: 'A service speaks one protocol; what combines two of them is a cause, the queue or a command.',
      severity: 'error',
      from: { path: '^source/services/([^/]+)/' },
      // What an Odoo database means is told in SQL, so odoo stands on postgres.
      to: { path: '^source/services/', pathNot: ['^source/services/$1/', '^source/services/postgres/database\\.ts$'] },
    },
    {
      name: 'verbs-open-the-console-whole',
      comment: 'What verbs print needs no part of a screen: what both lay out text with lies in lib.',
      severity: 'error',
      from: { path: '^source/cli/' },
      to: { path: '^source/ui/(components|dialog|hooks|ink-table|keys|speech)/' },
    },
    {
      name: 'demo-is-the-other-side',
      comment: 'The demo world is written from the facts a second time, so that it and the console check each other.',
      severity: 'error',
      from: { path: '^source/demo/' },
      to: { path: '^source/domain/(routing|replies)/' },
    },
    {
      name: 'domain-does-no-io',
      severity: 'error',
      from: { path: '^source/domain/' },
      to: { dependencyTypes: ['core', 'npm'], pathNot: ['/tldts/', '/ipaddr\\.js/'] },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-test-code-in-source', severity: 'error', from: { path: '^source/' }, to: { path: '^test/' } },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['dist/cli.js'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    enhancedResolveOptions: {
      conditionNames: ['bundle', 'import', 'default'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.js'],
    },
  },
};
