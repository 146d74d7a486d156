/** Colour maps, legible with any colour vision, and the style of all pictures. */

/** Stops of a colour map at equal steps from 0 to 1, `#rrggbb`. */
export type Stops = readonly string[];

/**
 * Nothing is pale, much is dark: equal steps of lightness in OKLab (Ottosson 2020, bottosson.github.io/posts/oklab)
 * from yellow over green to blue, so that it reads the same with any colour vision and in grey.
 */
export const SEQUENTIAL: Stops = [
  '#f9f5d6',
  '#d5e5ad',
  '#a6d59e',
  '#75c39d',
  '#4aad9f',
  '#2b959e',
  '#0a7c9b',
  '#126195',
  '#2b4584',
  '#1d336a',
  '#10224e',
];

/** Compression – nothing – tension: teal to brown through a pale grey (ColorBrewer BrBG order). */
export const DIVERGING: Stops = [
  '#01665e',
  '#35978f',
  '#80cdc1',
  '#c7eae5',
  '#f0f0ee',
  '#f6e8c3',
  '#dfc27d',
  '#bf812d',
  '#8c510a',
];

function channel(hex: string, at: number): number {
  return Number.parseInt(hex.slice(1 + 2 * at, 3 + 2 * at), 16);
}

/** Colour of a share from 0 to 1, linear between the stops; outside values take the end colours. */
export function colourAt(stops: Stops, share: number): string {
  const t = Math.min(1, Math.max(0, share)) * (stops.length - 1);
  const low = Math.min(stops.length - 2, Math.floor(t));
  const f = t - low;
  const mix = [0, 1, 2].map((c) => channel(stops[low], c) * (1 - f) + channel(stops[low + 1], c) * f);
  return `#${mix.map((v) => Math.round(v).toString(16).padStart(2, '0')).join('')}`;
}

/** Relative luminance (WCAG 2) of `#rrggbb`. */
export function luminance(hex: string): number {
  const [r, g, b] = [0, 1, 2].map((c) => {
    const v = channel(hex, c) / 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/**
 * Style of every picture. Plain classes with colours, not custom properties: editors and converters that know
 * no CSS variables still draw the light version. Crack colours after Okabe & Ito, distinct to all.
 */
export const PICTURE_STYLE = `
.fb-svg{font-family:system-ui,"Segoe UI","DejaVu Sans",Helvetica,Arial,sans-serif}
.fb-paper{fill:#fff}.fb-ink{fill:#1b1f24}.fb-soft{fill:#57606a}
.fb-axis{stroke:#1b1f24;fill:none}.fb-grid{stroke:#d0d7de;fill:none}
.fb-halo{fill:#101418;stroke:#fff;stroke-opacity:.85;stroke-width:3.4px;stroke-linejoin:round;paint-order:stroke}
.fb-case{stroke:#fff;fill:none}.fb-under{stroke:#fff;fill:none}.fb-mark{stroke:#101418;fill:none}.fb-dot{fill:#fff;stroke:#101418}
.fb-particle{stroke:#57606a;stroke-width:.5}.fb-foil{fill:#8c959f}.fb-bond{stroke:#b4bcc5;fill:none}
.fb-ncm{stroke:#d55e00;fill:none}.fb-alu{stroke:#0072b2;fill:none}.fb-coh{stroke:#a0307a;fill:none}
@media (prefers-color-scheme:dark){
.fb-paper{fill:#14181d}.fb-ink{fill:#e8eaed}.fb-soft{fill:#a3adb8}
.fb-axis{stroke:#e8eaed}.fb-grid{stroke:#3a424b}
.fb-particle{stroke:#0b0d10}.fb-foil{fill:#6e7781}.fb-bond{stroke:#4d5762}
.fb-under{stroke:#0b0d10}.fb-ncm{stroke:#ff8a3d}.fb-alu{stroke:#56b4e9}.fb-coh{stroke:#f08cc8}}
`.replaceAll('\n', '');
