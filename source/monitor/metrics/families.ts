import { examinationFamilies } from './examination-families.ts';
import type { DatabaseSight, MetricFamily } from './family.ts';
import { queueFamilies } from './queue-families.ts';
import type { selfFamilies } from './self-families.ts';

/** Families with a sample for each database. */
export const databaseFamilies: Readonly<Record<DatabaseFamilyName, MetricFamily<DatabaseSight>>> = {
  ...queueFamilies,
  ...examinationFamilies,
};

type DatabaseFamilyName = keyof typeof queueFamilies | keyof typeof examinationFamilies;

/** Whatever is served. Rules and the dashboard name nothing else. */
export type FamilyName = DatabaseFamilyName | keyof typeof selfFamilies;
