import { isOdooSeries, knownSeries, newestSeries, type OdooSeries } from './odoo-series.ts';

/** The version that a database was last upgraded to; the code that serves it may be another. */
export interface OdooVersion {
  /** The known version that it is read as: a saas version as the one it leads to, a newer one as the newest. */
  readonly series: OdooSeries;
  /** The second number: 0, or the intermediate release of a saas version. */
  readonly minor: number;
  /** `17.0`, `saas~17.1`: how Odoo itself writes it. */
  readonly text: string;
  /** ir_module_module.latest_version of base, `17.0.1.3`. Crons run only where the code has the same. */
  readonly full: string;
  /** Whether it comes after every version that this program knows: what it is read as is then a guess. */
  readonly isNewer: boolean;
  /** Whether it lies between two versions: of what the next one has some is there. */
  readonly isIntermediate: boolean;
}

const releasePattern = /^(?<text>(?<saas>saas[~-])?(?<major>\d{1,3})\.(?<minor>\d{1,3}))(?:\.|$)/;

/** `17.0` from `17.0.1.3`, `saas~17.1` from `saas~17.1.1.3`; null where it does not begin like a release. */
const parseRelease = (full: string) => {
  const { text, saas, major, minor } = releasePattern.exec(full)?.groups ?? {};
  if (text === undefined) return null;
  const isIntermediate = saas !== undefined;
  return { text, leadsTo: Number(major) + (isIntermediate ? 1 : 0), minor: Number(minor), isIntermediate };
};

/** The version behind base's latest_version, or null where it is older than what this project knows, or no release. */
export const parseOdooVersion = (full: string): OdooVersion | null => {
  const release = parseRelease(full);
  if (release === null) return null;
  const { text, minor, leadsTo, isIntermediate } = release;
  const isNewer = leadsTo > newestSeries;
  const series = isNewer ? newestSeries : leadsTo;
  return isOdooSeries(series) ? { series, minor, text, full, isNewer, isIntermediate } : null;
};

/** Why a version cannot be read at all, what stands after "has Odoo …". */
export const describeUnreadableVersion = (full: string): string =>
  parseRelease(full) === null
    ? `which is no release of Odoo: odoo-mail-doctor knows ${knownSeries}`
    : `which is older than what odoo-mail-doctor knows: it knows ${knownSeries}`;

/** What a reader must know of the version that is looked at; empty when nothing. */
export const versionWords = ({ isNewer }: Pick<OdooVersion, 'isNewer'>): readonly string[] =>
  isNewer ? ['newer than this program: nothing is changed on it'] : [];
