import type { JSX as ReactJsx } from 'react';

// The declarations of ink-table and ink-spinner name the global namespace that React 19 removed.
declare global {
  namespace JSX {
    type Element = ReactJsx.Element;
  }
}
