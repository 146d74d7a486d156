/** Version of this package, as package.json has it: browsers do not read that file. */
export const VERSION = '0.1.0';
