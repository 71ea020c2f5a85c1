import { isOdooSeries, type OdooSeries } from './odoo-series.ts';

/** The version that a database was last upgraded to; the code that serves it may be another. */
export interface OdooVersion {
  readonly series: OdooSeries;
  /** The second number: 0, or the intermediate release of a saas version. */
  readonly minor: number;
  /** `17.0`, `saas~17.1`: how Odoo itself writes it. */
  readonly text: string;
  /** ir_module_module.latest_version of base, `17.0.1.3`. Crons run only where the code has the same. */
  readonly full: string;
}

const releasePattern = /^(?<text>(?:saas[~-])?(?<major>\d{1,3})\.(?<minor>\d{1,3}))(?:\.|$)/;

/** `17.0` from `17.0.1.3`, `saas~17.1` from `saas~17.1.1.3`; null where it does not begin like a release. */
const parseRelease = (full: string) => {
  const { text, major, minor } = releasePattern.exec(full)?.groups ?? {};
  return text === undefined ? null : { text, major: Number(major), minor: Number(minor) };
};

/** The version behind base's latest_version, or null where it is none of the series that this project knows. */
export const parseOdooVersion = (full: string): OdooVersion | null => {
  const release = parseRelease(full);
  if (release === null || !isOdooSeries(release.major)) return null;
  return { series: release.major, minor: release.minor, text: release.text, full };
};
