import type { RegistryContentType } from '@prometheus-io/client';
import { openMetricsFormat, textFormat } from './render.ts';

interface Accepted {
  readonly type: string;
  readonly version: string | undefined;
  readonly quality: number;
}

/** RFC 9110 §12.5.1: media ranges with parameters; what makes no sense is passed over. */
const readAccept = (header: string): readonly Accepted[] =>
  header.split(',').map((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const parameter = (name: string): string | undefined =>
      parameters
        .find((each) => each.startsWith(`${name}=`))
        ?.slice(name.length + 1)
        .replaceAll('"', '');
    const quality = Number(parameter('q') ?? 1);
    return { type, version: parameter('version'), quality: quality >= 0 && quality <= 1 ? quality : 0 };
  });

/** OpenMetrics for whoever asks for it before the older text, which everybody else gets, a person with a browser too. */
export const negotiateFormat = (header: string | undefined): RegistryContentType => {
  const accepted = readAccept(header ?? '');
  const best = (type: string, versions: readonly string[]): number =>
    Math.max(
      0,
      ...accepted
        .filter((range) => range.type === type && (range.version === undefined || versions.includes(range.version)))
        .map(({ quality }) => quality),
    );
  // 0.0.1 is what Prometheus up to 2.4x also asks for; 1.0.0 differs from it in nothing that is served here.
  const openMetrics = best('application/openmetrics-text', ['1.0.0', '0.0.1']);
  return openMetrics > 0 && openMetrics >= best('text/plain', ['0.0.4']) ? openMetricsFormat : textFormat;
};
