/** What the page loads once there is something to see, in one piece: charts of the life, inputs, the better binder. */
export { createInputs } from './inputs/inputs.js';
export { createLife } from './life/life.js';
export { decodeLink } from './link-read.js';
export { answer } from './page/better-runs.js';
