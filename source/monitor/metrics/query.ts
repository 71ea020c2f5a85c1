import { databaseFamilies, type FamilyName } from './families.ts';

/** A condition on a label, as PromQL writes it: `database="acme"`. */
export type Matcher = string;

/** `name{matchers}`. That only what is served can be named is held by the type. */
export const select = (name: FamilyName, matchers: readonly Matcher[] = []): string =>
  matchers.length === 0 ? name : `${name}{${matchers.join(',')}}`;

export const isAboutDatabase = (name: FamilyName): boolean => Object.hasOwn(databaseFamilies, name);
