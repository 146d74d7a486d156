export interface Check {
  id: string;
  what: string;
  value: number;
  expected: number;
  error: number;
  tolerance: number;
  pass: boolean;
}
export async function validate(_module: WebAssembly.Module): Promise<{ checks: Check[] }> {
  return { checks: [] };
}
