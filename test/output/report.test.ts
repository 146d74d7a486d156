import { describe, expect, it } from 'vitest';
import { configure } from '../../src/model/configure.js';
import { particleCount } from '../../src/observe/geometry.js';
import { mapGrid } from '../../src/output/map/grid.js';
import { human, percent } from '../../src/output/number.js';
import { spread, stageChart } from '../../src/output/report/chart.js';
import { reportHtml } from '../../src/output/report/report.js';
import {
  type BinderSummary,
  type ReportRun,
  type SeedLength,
  seedLength,
  summaryOf,
} from '../../src/output/report/report-input.js';
import { runVerdict } from '../../src/output/report/run-verdict.js';
import { leverSentence, verdict } from '../../src/output/report/verdict.js';
import { sectionSvg } from '../../src/output/section/section.js';
import { find, ids, parseXml } from '../support/xml.js';
import { FAKE_BINDERS, fakeFrame, fakeNetwork, fakeResult, fakeRows } from './fake.js';

const NAMES = FAKE_BINDERS.map((b) => b.name);

function run(binder: string, made: number, charged: number, slab = true): ReportRun {
  const network = fakeNetwork({ lateral: 420, height: 42, slab, seed: 1 });
  const names = ['built', 'dry', 'cool', 'calender', 'wet', 'charge', 'discharge'];
  const frames = names.map((stage, k) => ({
    ...fakeFrame(network, stage, k < 1 ? 0 : Math.round(k < 4 ? made : charged), 0.9),
    cycle: k > 4 ? 1 : 0,
  }));
  const c = 2.38;
  const result = fakeResult([made, made * c, made * c, made * c, charged * c, charged * c], binder, slab);
  return { binder, network, frames, result };
}

describe('sectionSvg', () => {
  for (const slab of [true, false]) {
    for (const view of ['side', 'top'] as const) {
      it(`draws ${slab ? 'a slab' : 'a 3D network'} from the ${view}`, () => {
        const network = fakeNetwork({ lateral: 120, slab });
        const shots = [
          { label: 'as made', frame: fakeFrame(network, 'dry', 1) },
          { label: 'after <charge>', frame: fakeFrame(network, 'charge', 4) },
        ];
        const svg = sectionSvg(network, shots, { view, depth_um: 9 });
        const doc = parseXml(svg);
        expect(svg).not.toMatch(/NaN|Infinity|undefined/);
        ids(doc);
        const words = find(doc, 'text').map((t) => t.text);
        expect(words).toContain('after <charge>');
        expect(words.some((w) => /^\d+ µm$/.test(w))).toBe(true);
        expect(words.some((w) => w.includes('(MPa)'))).toBe(true);
        expect(words.some((w) => /Displacement magnified × \d+/.test(w))).toBe(true);
        for (const mode of ['binder–NCM', 'binder–foil', 'through the binder'])
          expect(words.some((w) => w.includes(mode))).toBe(true);
        if (slab && view === 'top')
          expect(words.join()).toContain('drawn out over its effective depth of 9 µm');
        if (!slab && view === 'side') expect(words.join()).toMatch(/a slice .* \(one mean diameter\)/);
      });
    }
  }

  it('shows every particle of a slab from the side, and those on a periodic side twice', () => {
    const network = fakeNetwork({ lateral: 120, slab: true });
    const still = fakeFrame(network, 'built', 0, 0);
    const doc = parseXml(
      sectionSvg(network, [{ label: 'built', frame: still }], { view: 'side', magnify: 1 }),
    );
    const over = Array.from({ length: particleCount(network) }, (_, k) => k).filter((k) => {
      const x = network.x[3 * k] + still.displacement[6 * k];
      return x - network.radius[k] < 0 || x + network.radius[k] > 120;
    });
    expect(over.length).toBeGreaterThan(0);
    expect(find(doc, 'circle').length).toBe(particleCount(network) + over.length);
  });

  it('draws a stroke for every broken ligament of a slab, across the ligament', () => {
    const network = fakeNetwork({ lateral: 120, slab: true });
    const frame = fakeFrame(network, 'charge', 3);
    const doc = parseXml(sectionSvg(network, [{ label: 'c', frame }], { view: 'side', magnify: 1 }));
    for (const [name, mode] of [
      ['fb-ncm', 1],
      ['fb-alu', 2],
      ['fb-coh', 3],
    ] as const) {
      const d = find(doc, 'path').find((p) => p.attributes.class === name)?.attributes.d ?? '';
      expect(d.split('M').length - 1).toBe(frame.mode.filter((m) => m === mode).length);
    }
    const foil = find(doc, 'path').find((p) => p.attributes.class === 'fb-alu')?.attributes.d ?? '';
    const [, y1, y2] = /M\S+ (\S+)L\S+ (\S+?)(?:M|$)/.exec(foil) ?? [];
    expect(Number(y1)).toBe(Number(y2));
  });
});

describe('verdict', () => {
  const summary = (binder: string, made: number, charged: number): BinderSummary =>
    summaryOf(run(binder, made, charged));

  it('names who cracks when, least and most', () => {
    const words = verdict([summary('PVDF', 4, 9), summary('N5', 0, 1)], null, []);
    expect(words).toContain('As made, the electrode with PVDF cracks; the others do not.');
    expect(words).toContain('N5 has least (2.4 mm of parting crack per mm²) and PVDF most (21)');
    expect(words).toMatch(/came off the NCM/);
  });

  it('counts and takes the means of all seeds, which may order the binders otherwise than the first', () => {
    const over = (binder: string, made: number[], end: number[]): BinderSummary => ({
      ...summary(binder, 1, 1),
      seeds: made.length,
      crackedMade: made.filter((length) => length > 0).length,
      made: seedLength(made),
      end: seedLength(end) as SeedLength,
    });
    const seeds = [over('A', [2, 12], [5, 15]), over('B', [7, 7], [7, 7]), over('C', [0, 2], [2, 7])];
    const words = verdict(seeds, null, []);
    expect(words).toContain('As made, the electrodes with A and B crack and 1 of 2 with C.');
    expect(words).toContain(
      'C has least (4.5 mm of parting crack per mm², means of 2 seeds) and A most (10)',
    );
    const html = reportHtml({ runs: [run('A', 1, 2)], summaries: seeds });
    expect(html).toContain('4.5 ± 2.5');
    expect(html).toContain('Binders on this electrode, first seed');
  });

  it('has a least crack length in a slab only', () => {
    const of = (binder: string, cracks: number, slab: boolean): BinderSummary => {
      const made = run(binder, 0, cracks);
      return summaryOf({ ...made, result: { ...made.result, network: { ...made.result.network, slab } } });
    };
    const words = (slab: boolean): string => verdict([of('A', 3, slab), of('B', 5, slab)], null, []);
    expect(words(true)).toContain('One crack across the modelled width is 2.4 mm/mm²');
    expect(words(false)).not.toContain('One crack');
  });

  it('does not tell apart what the model does not', () => {
    const tied = [summary('A', 0, 3), summary('B', 0, 3), summary('C', 0, 5)];
    expect(verdict(tied, null, [])).toContain('A and B have least (7.1 mm');
    expect(verdict([summary('A', 0, 3), summary('B', 0, 3)], null, [])).toContain(
      'does not tell these binders apart',
    );
    expect(verdict([summary('A', 0, 0), summary('B', 0, 0)], null, [])).toContain('there is none either');
  });

  it('says which lever moves the crack length, from the map', () => {
    const rows = fakeRows(12, [1, 2]);
    const at = (t: number, a: number) => ({
      name: 'X',
      toughness_MPa: { median: t, low: t, high: t },
      adhesion_J_m2: { median: a, low: a, high: a },
    });
    expect(leverSentence(mapGrid(rows), at(10, 0.2))).toContain('adhesion is what limits there');
    expect(leverSentence(mapGrid(rows), at(0.15, 0.95))).toContain('toughness is what limits there');
    expect(leverSentence(mapGrid(rows), at(20, 0.95))).toContain('nothing cracks');
    expect(leverSentence(mapGrid(rows), at(2000, 0.2))).toBeNull();
    const made = leverSentence(mapGrid(rows, 'asMade'), at(10, 0.2), 'asMade');
    expect(made).toContain('the crack length as made is');
  });
});

describe('a report of electrodes that live only in part', () => {
  const cut = (from: number, to: number, cracks: number): ReportRun => {
    const whole = run('PVDF', cracks, cracks);
    return { ...whole, result: { ...whole.result, stages: whole.result.stages.slice(from, to) } };
  };

  it('speaks of no charge where there is none', () => {
    const made = reportHtml({ runs: [cut(0, 2, 1)] });
    expect(made).not.toMatch(/after (the last )?charge/);
    expect(made).toContain('Cracks at the end (mm/mm²)');
    expect(reportHtml({ runs: [cut(0, 6, 1)] })).toContain('counts are ligaments, after the last charge');
  });

  it('makes no comparison with a state as made where nothing is made', () => {
    const words = verdict([summaryOf(cut(4, 6, 0))], null, []);
    expect(words).toMatch(/^In the end no electrode has a crack/);
  });

  it('does not call failed what was not computed', () => {
    const rows = fakeRows(3, [1]);
    const part = { runs: [], map: { rows: rows.slice(0, -1) } };
    const number = (html: string): string[] =>
      [...(/The map as a table.*?<\/table>/s.exec(html)?.[0] ?? '').matchAll(/<td[^>]*>([^<]*)/g)].map(
        (m) => m[1] ?? '',
      );
    expect(number(reportHtml(part))).toContain('–');
    expect(number(reportHtml(part))).not.toContain('failed');
  });
});

describe('runVerdict', () => {
  it('says once what an electrode that is only made comes to', () => {
    const result = { ...run('PVDF', 1, 1).result, input: configure({ preset: 'paper-10' }) };
    const lived = runVerdict(result);
    expect(lived).toMatch(/; as made it has 1 crack, .*, at the end 1 crack, /);
    const made = runVerdict({ ...result, stages: result.stages.slice(0, 3) });
    expect(made).toMatch(/; as made it has 1 crack, [\d.]+ mm\/mm²\. Ligaments/);
    for (const words of [lived, made]) expect(words).toMatch(/^This electrode, one of many: /);
    const whole = runVerdict({
      ...result,
      stages: result.stages.map((s) => ({ ...s, cracks: { ...s.cracks, parting: 0 } })),
    });
    expect(whole).toMatch(/^This electrode, one of many: .* does not crack through/);
    const cycled = runVerdict({ ...result, stages: result.stages.slice(4) });
    expect(cycled).toMatch(/; at the end it has 1 crack, /);
  });

  it('tells the times of a stage that comes again apart', () => {
    const { result } = run('PVDF', 1, 1);
    const verdictOf = (name: string): string =>
      runVerdict({ ...result, stages: [{ ...result.stages[0], name }], input: configure({}) });
    expect(verdictOf('calender')).toContain('cracks through in the calender; ');
    expect(verdictOf('calender 2')).toContain('cracks through in the calender (calender 2); ');
  });
});

describe('stageChart', () => {
  it('names every run at its line and carries units', () => {
    const doc = parseXml(stageChart([run('PVDF', 4, 9), run('N5', 0, 1), run('N2', 0, 1)]));
    const words = find(doc, 'text').map((t) => t.text);
    for (const name of ['PVDF', 'N5', 'N2', 'parting cracks (mm/mm²)', 'charge 1'])
      expect(words).toContain(name);
    const heights = ['PVDF', 'N5', 'N2'].map((n) =>
      Number(find(doc, 'text').find((t) => t.text === n)?.attributes.y),
    );
    expect(Math.abs(heights[1] - heights[2])).toBeGreaterThanOrEqual(17.9);
  });

  it('spreads labels within bounds and keeps their order', () => {
    const out = spread([10, 11, 12, 100, 100], 18, 0, 100);
    for (let k = 1; k < out.length; k++) expect(out[k] - out[k - 1]).toBeGreaterThanOrEqual(18 - 1e-9);
    expect(Math.max(...out)).toBeLessThanOrEqual(100);
  });
});

describe('reportHtml', () => {
  const runs = NAMES.map((name, k) => run(name, [6, 4, 5, 2, 0][k], [9, 12, 8, 4, 1][k]));
  const map = { rows: fakeRows(12, [1, 2]), binders: FAKE_BINDERS, electrode: 'paper-10', engine: 'abc123' };
  const html = reportHtml({
    runs,
    map,
    command: 'fibril map results',
    version: '0.1.0',
    paperSays: () => 'a few <cracks>',
  });

  it('loads nothing and runs nothing', () => {
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'`);
    expect(html).not.toMatch(/<script|<link|<iframe|<img|@import|\son\w+=|javascript:|src=/i);
    expect(html.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:/);
    expect([...html.matchAll(/href="([^"]*)"/g)].every((m) => m[1].startsWith('#'))).toBe(true);
  });

  it('is well-formed but for void elements, with each id once and links that lead somewhere', () => {
    const body = html.slice(html.indexOf('<body>'), html.indexOf('</body>') + 7);
    const doc = parseXml(body);
    const known = ids(doc);
    for (const a of find(doc, 'a'))
      expect(known.has(a.attributes.href.slice(1)), a.attributes.href).toBe(true);
    for (const url of body.matchAll(/url\(#([^)]+)\)/g)) expect(known.has(url[1])).toBe(true);
    for (const t of find(doc, 'table')) {
      const width = find(find(t, 'thead')[0], 'th').length;
      expect(find(t, 'caption').length).toBe(1);
      for (const tr of find(find(t, 'tbody')[0], 'tr')) expect(tr.children.length).toBe(width);
    }
  });

  it('begins with the verdict and holds all parts', () => {
    expect(html.indexOf('class="lead"')).toBeLessThan(html.indexOf('<nav'));
    for (const name of NAMES) expect(html.split(name).length).toBeGreaterThan(6);
    for (const words of [
      'a proxy',
      'mm/mm²',
      'Imbalance',
      'a few &lt;cracks&gt;',
      'as built = 100 %',
      'fibril map results',
      'fibril.config/1',
    ])
      expect(html.replaceAll('proxies', 'a proxy')).toContain(words);
    expect(html.match(/<svg/g)?.length).toBe(1 + 1 + 2 * 5);
    expect(html).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('stays small, for slabs and for 3D networks of 10 coating heights', () => {
    expect(html.length).toBeLessThan(1.5e6);
    // Five such runs are to stay below 5 MB; drawing one is enough to know.
    const thick = reportHtml({ runs: [run('PVDF', 2, 5, false)], map });
    expect(new TextEncoder().encode(thick).length).toBeLessThan(1e6);
  });

  it('does without a map, and without runs', () => {
    expect(reportHtml({ runs: runs.slice(0, 1) })).not.toContain('id="map"');
    expect(reportHtml({ runs: [], map })).not.toContain('id="binders"');
  });
});

describe('numbers for people', () => {
  it('have sensible digits and a true minus sign', () => {
    expect([0, 1234.5, 0.012345, -3.456, 123456, 2e-7, 1e9, Number.NaN].map((v) => human(v))).toEqual([
      '0',
      '1230',
      '0.0123',
      '−3.46',
      '123\u202f000',
      '2×10⁻⁷',
      '1×10⁹',
      '–',
    ]);
    expect(human(9.996)).toBe('10');
    expect([0, 0.0004, 0.05, 0.5, 0.997, 1].map(percent)).toEqual(
      ['0 %', '<0.1 %', '5 %', '50 %', '>99.5 %', '100 %'].map((s) => s.replace(' ', '\u202f')),
    );
  });
});
