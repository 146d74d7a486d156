/** `fibril tensile` on the bytes of a file. */
import { tensileCommand } from '../../src/cli/tensile.js';

/** Run the command on bytes; the numbers of its JSON, or what it says. */
export async function tensile(bytes: Uint8Array, ...flags: string[]) {
  let [out, err] = ['', ''];
  const argv = ['film.csv', '--name', 'film', '--adhesion', '0.8', '--json', ...flags];
  const code = await tensileCommand(argv, {
    stdout: (s) => {
      out += s;
    },
    stderr: (s) => {
      err += s;
    },
    readBytes: async () => bytes,
    writeFile: async () => {},
  });
  if (code !== 0) return { code, err };
  const { summary: s, specimens, binder, warnings, ...rest } = JSON.parse(out);
  return {
    code,
    err,
    E: s.E_MPa.mean,
    yield: s.yield_MPa.mean,
    strength: s.strength_MPa.mean,
    elongation: s.elongation.mean,
    toughness: s.toughness_MPa.mean,
    specimens: specimens.length,
    binder,
    warnings: warnings.join('\n') as string,
    rest,
  };
}
