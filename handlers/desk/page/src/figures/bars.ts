// A value's bars: the period's is full, that of the period before an outline, so that both tell on black and white.

import { nothing, svg, type TemplateResult } from "lit-html";

const WIDE = 100;

// Drawn from the left; the style sheet turns them round where the page is read from the right.
export const barsOf = (now: number, before: number | null, most: number): TemplateResult => svg`<svg
  viewBox="0 0 ${WIDE} 16" preserveAspectRatio="none" focusable="false">
  <rect class="now" x="0" y="1" width=${(now / most) * WIDE} height="8"></rect>
  ${before ? svg`<rect class="before" x="0.5" y="11" width=${Math.max((before / most) * WIDE - 1, 0.5)}
    height="4"></rect>` : nothing}
</svg>`;
