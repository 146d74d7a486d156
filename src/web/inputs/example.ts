/** A made-up table in the format that is read: three specimens of a film that yields and draws. */

/** Name of the example's file. */
export const EXAMPLE_NAME = 'example-film.csv';

/** Text of the example. The first specimen is the README's. */
export const EXAMPLE_CSV = `# Example data, made up to show the format. Three specimens of one film.
specimen, strain (%), stress (MPa)
A, 0, 0
A, 0.5, 5
A, 1, 10
A, 2, 19
A, 5, 27
A, 20, 30
A, 40, 32.5
A, 60, 34
B, 0, 0
B, 0.5, 5.4
B, 1, 10.7
B, 2, 20
B, 5, 28.2
B, 20, 31
B, 40, 33.6
B, 54, 34.9
C, 0, 0
C, 0.5, 4.7
C, 1, 9.3
C, 2, 17.8
C, 5, 25.6
C, 20, 28.7
C, 40, 31.2
C, 66, 33.1
`;
