import type { TargetTitle } from './components/header.tsx';

/** Why a preview is all that there is; undefined where what it shows can be done. */
export const whyPreviewOnly = ({ readOnly }: Pick<TargetTitle, 'readOnly'>): string | undefined =>
  readOnly ? 'Read-only: this is what would be done, nothing can be applied.' : undefined;
