import { it } from 'vitest';
import { wasmModule } from '../support/nets.js';
import { Held } from '../../src/model/network.js';
import { elasticFilm, Dice, mount, specimen, between, length, loadTo, type Body, type Neck, type Vec } from '../../src/protocol/validate/specimen.js';
function cluster(dice: Dice, count: number, size: number, period: Vec) {
  const bodies: Body[] = Array.from({ length: count }, () => ({ x: [dice.in(0, size), dice.in(0, size), dice.in(0, size)] }));
  const necks: Neck[] = [];
  for (let i = 0; i < count; i++) for (let j = i + 1; j < count; j++) {
      const l = length(between(bodies[i].x, bodies[j].x, period));
      if (l < 4) necks.push({ i, j, fibres: [{ area: dice.in(0.5, 2), t: dice.in(0.5, 1), g2: 0.2 }] });
  }
  return specimen(bodies, necks, period);
}
it('e', async () => {
  const dice = new Dice(11);
  for (const tolerance of [1e-6, 1e-8, 1e-11]) {
  const bench = { module: wasmModule };
  const net = cluster(new Dice(11), 200, 12, [12, 12, 12]);
  let engine = await mount(bench, net, elasticFilm(1000, 0.4));
  let t0 = performance.now();
  const done = (w: string) => { const l = engine.ledger(); console.log(tolerance, w, (performance.now() - t0).toFixed(0), 'ms', l.steps, l.newton, l.cg); t0 = performance.now(); };
  loadTo(engine, { thermal: -0.01 }, { tolerance }); done('clamped');
  loadTo(engine, { cell: [-0.01, -0.01, -0.01, 0, 0, 0] }, { tolerance }); done('free');
  const loose = cluster(dice, 60, 10, [0, 0, 0]);
  loose.held[0] = Held.all;
  engine = await mount(bench, loose, elasticFilm(1000, 0.4));
  loadTo(engine, { thermal: -0.01 }, { tolerance }); done('lone');
  }
}, 600000);
