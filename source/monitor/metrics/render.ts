import { Counter, Gauge, Registry, type RegistryContentType } from '@prometheus-io/client';
import type { CollectedFamily } from './collect.ts';

export const textFormat = Registry.PROMETHEUS_CONTENT_TYPE;
export const openMetricsFormat = Registry.OPENMETRICS_CONTENT_TYPE;

/** The page in one of the two formats. */
export const renderFamilies = async (
  families: readonly CollectedFamily[],
  format: RegistryContentType,
): Promise<string> => {
  const registry = new Registry(format);
  for (const { name, type, help, labels, samples } of families) {
    const settings = { name, help, labelNames: [...labels], registers: [registry] };
    if (type === 'counter') {
      const counter = new Counter(settings);
      for (const sample of samples) counter.inc(sample.labels, sample.value);
    } else {
      const gauge = new Gauge(settings);
      for (const sample of samples) gauge.set(sample.labels, sample.value);
    }
  }
  return await registry.metrics();
};
