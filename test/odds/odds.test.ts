import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { configure } from '../../src/model/configure.js';
import { type OddsQuestion, oddsOf, runOdds } from '../../src/odds/odds.js';
import type { SeedOutcome } from '../../src/odds/seed.js';
import { oddsTable } from '../../src/odds/table.js';
import { csv } from '../../src/output/table.js';
import { FakeSeeds, type Rule, toughnessOf } from './fake.js';

const config = configure({ binder: { base: 'PVDF', name: 'Mine' } });

async function ask(rule: Rule, more: Partial<OddsQuestion> = {}, workers = 2) {
  const shown: SeedOutcome[] = [];
  const question = { config, seeds: 6, engineHash: 'e'.repeat(64), ...more };
  const run = {
    workers,
    createWorker: new FakeSeeds(rule).create,
    onSeed: (s: SeedOutcome) => void shown.push(s),
  };
  const outcomes = await runOdds(question, run);
  return { shown, outcomes, odds: oddsOf(question.config, outcomes) };
}

/** The first so many seeds crack at the end. */
const first =
  (count: number): Rule =>
  ({ seed }) => [0, seed <= count ? 2 : 0];

const cracks = z.strictObject({
  cracks: z.int().min(0),
  length_mm_per_mm2: z.number().min(0),
  opening_um_max: z.number().min(0),
});
const share = z.tuple([z.number().min(0), z.number().max(1)]);
const word = z.enum(['yes', 'likely', 'open', 'unlikely', 'no']);
const moment = z.strictObject({
  cracked: z.int(),
  of: z.int(),
  share,
  word,
  length: z.strictObject({ mean: z.number(), se: z.number().nullable() }),
});
const lever = z.strictObject({
  cracked: z.int(),
  of: z.int(),
  length: moment.shape.length,
  difference: z.strictObject({ mean: z.number(), interval: z.tuple([z.number(), z.number()]).nullable() }),
  says: z.enum(['less', 'more', 'cannot tell']),
});
const levers = z.strictObject({ tougher: lever, moreAdhesive: lever, both: lever });

/** The contract `fibril.odds/1`. */
const CONTRACT = z.strictObject({
  schema: z.literal('fibril.odds/1'),
  input: z.looseObject({ schema: z.string(), binder: z.looseObject({ name: z.string() }) }),
  level: z.literal(0.9),
  seeds: z.array(
    z.strictObject({
      seed: z.int(),
      status: z.enum(['ok', 'failed']),
      reason: z.string().nullable(),
      hash: z.string().nullable(),
      asMade: cracks.nullable(),
      end: cracks.nullable(),
    }),
  ),
  failed: z.int(),
  asMade: moment.nullable(),
  end: moment,
  verdict: word,
  words: z.string(),
  better: z
    .strictObject({
      factor: z.number(),
      level: z.number(),
      asMade: levers.nullable(),
      end: levers.nullable(),
      answer: z.string(),
      words: z.string(),
    })
    .optional(),
});

describe('odds', () => {
  it('hold their contract, for one worker as for two', async () => {
    const rule: Rule = ({ seed, binder }) => [seed % 2, binder.adhesionNcm_J_m2 > 1 ? 0 : 2 + (seed % 2)];
    const one = await ask(rule, { better: true }, 1);
    expect(CONTRACT.parse(JSON.parse(JSON.stringify(one.odds)))).toEqual(one.odds);
    const two = await ask(rule, { better: true }, 2);
    expect(JSON.stringify(two.odds)).toBe(JSON.stringify(one.odds));
    expect(two.shown.map((s) => s.seed)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(one.odds).toMatchObject({ asMade: { cracked: 3, of: 6 }, end: { cracked: 6, of: 6 } });
    expect(one.odds.asMade?.length).toEqual({ mean: 1, se: Math.sqrt(6 / 5 / 6) });
  });

  it.each([
    [6, 'yes', 'Yes: Mine on '],
    [5, 'likely', 'Likely: Mine on '],
    [3, 'open', 'Open: Mine on '],
    [1, 'unlikely', 'Unlikely: Mine on '],
    [0, 'no', 'No: Mine on '],
  ])('%i of 6 is %s', async (count, verdict, head) => {
    const { odds } = await ask(first(count));
    expect(odds.verdict).toBe(verdict);
    expect(odds.words.startsWith(head)).toBe(true);
    expect(odds.words).toContain(
      `in 0 of 6 electrodes as made (0 ± 0 mm/mm²), in ${count} of 6 once charged to 4.3 V`,
    );
  });

  it('of one electrode are open, whatever it does', async () => {
    for (const count of [0, 1]) {
      const { odds } = await ask(first(count), { seeds: 1 });
      expect(odds.words).toMatch(/^Open: .* of 1 electrode as made .* One electrode says little\.$/);
    }
  });

  it('count on from the seed, and say what only was made', async () => {
    const made = configure({ config: { seed: 9 }, overrides: ['process.cycles=1'] });
    const process = { ...made.process, stages: ['dry', 'cool', 'calender'] as const };
    const { odds } = await ask(() => [1, 0], {
      config: { ...made, process: { ...process, stages: [...process.stages] } },
    });
    expect(odds.seeds.map((s) => s.seed)).toEqual([9, 10, 11, 12, 13, 14]);
    expect(odds.words).toMatch(/cracks in 6 of 6 electrodes as made \(2 ± 0 mm\/mm²\)\. Of all/);
    const cycled = configure({ overrides: ['process.cycles=3', 'process.upperVoltage_V=4.2'] });
    expect((await ask(first(3), { config: cycled })).odds.words).toContain('after 3 cycles to 4.2 V');
  });

  it('leave failed seeds out, and fail with all of them', async () => {
    const some: Rule = ({ seed }) => {
      if (seed === 2) throw new Error('no');
      return [0, 1];
    };
    const { odds, outcomes } = await ask(some, { better: true });
    expect(odds).toMatchObject({
      failed: 1,
      end: { cracked: 5, of: 5 },
      better: { end: { both: { of: 5 } } },
    });
    expect(odds.words).toContain('1 more of 6 could not be computed');
    const lines = csv(oddsTable(config, outcomes)).trim().split(/\r?\n/);
    expect(lines).toHaveLength(1 + 6 * 4);
    expect(lines[0]).toMatch(/^binder,variant,voltage_V,seed,status,reason,hash,asMadeCracks,/);
    expect(lines[2]).toMatch(/^Mine,as given,4\.3,2,failed,Error: no,,,/);
    await expect(
      ask(() => {
        throw new Error('no');
      }),
    ).rejects.toThrow('none of the 6 electrodes could be computed: Error: no');
  });

  it('refuse seeds beyond the last', async () => {
    await expect(ask(first(0), { seeds: 0 })).rejects.toThrow(/--seeds: got 0/);
  });
});

describe('would a better binder help', () => {
  const answer = async (rule: Rule, seeds = 6) => (await ask(rule, { better: true, seeds })).odds.better;
  const [base, glue] = [toughnessOf(config), config.binder.adhesionNcm_J_m2];
  const tough: Rule = (c) => [0, toughnessOf(c) > 2 * base ? c.seed % 2 : 3];
  const adhesive: Rule = ({ seed, binder }) => [0, binder.adhesionNcm_J_m2 > 2 * glue ? 1 : 3 + (seed % 2)];

  it('is answered by pairs, with intervals', async () => {
    expect(await answer(tough)).toMatchObject({
      answer: 'tougher',
      end: { moreAdhesive: { says: 'cannot tell' } },
    });
    const sticky = await answer(adhesive);
    expect(sticky).toMatchObject({
      answer: 'more adhesive',
      end: { tougher: { difference: { mean: 0, interval: [0, 0] } } },
    });
    expect(sticky?.words).toMatch(
      /^Yes, a more adhesive one\. 3 times the toughness changes none of them; 3 times the adhesion −5 \(/,
    );
    expect((await answer((c) => [0, tough(c)[1] < 3 || adhesive(c)[1] < 3 ? 0 : 3]))?.answer).toBe(
      'both alone',
    );
    expect((await answer((c) => [0, tough(c)[1] < 3 && adhesive(c)[1] < 3 ? 0 : 3]))?.answer).toBe(
      'both together',
    );
  });

  it('cannot be told where pairs differ both ways, or there is one, and is moot without cracks', async () => {
    const noisy: Rule = (c) => [
      0,
      toughnessOf(c) > 2 * base || c.binder.adhesionNcm_J_m2 > 2 * glue ? c.seed % 3 : (c.seed + 1) % 3,
    ];
    expect(await answer(noisy)).toMatchObject({ answer: 'cannot tell' });
    expect((await answer(tough, 1))?.answer).toBe('cannot tell');
    expect(await answer(() => [0, 0])).toMatchObject({ answer: 'nothing to mend' });
  });
});
