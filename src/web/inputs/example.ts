/** A made-up table in the format that is read: three specimens of a film that yields and draws. */

/** Name of the example's file. */
export const EXAMPLE_NAME = 'example-film.csv';

/** Text of the example. The first specimen runs through the points of the README's. */
export const EXAMPLE_CSV = `# Example data, made up to show the format. Three specimens of one film.
specimen, strain (%), stress (MPa)
A, 0, 0
A, 0.25, 2.5
A, 0.5, 5
A, 0.75, 7.5
A, 1, 10
A, 1.5, 14.7
A, 2, 19
A, 3, 23.5
A, 5, 27
A, 10, 28.6
A, 20, 30
A, 30, 31.3
A, 40, 32.5
A, 50, 33.3
A, 60, 34
B, 0, 0
B, 0.25, 2.7
B, 0.5, 5.4
B, 0.75, 8
B, 1, 10.7
B, 1.5, 15.3
B, 2, 19.8
B, 3, 24.4
B, 5, 28.1
B, 10, 29.7
B, 20, 31.2
B, 30, 32.6
B, 40, 33.8
B, 50, 34.6
B, 54, 34.9
C, 0, 0
C, 0.25, 2.3
C, 0.5, 4.7
C, 0.75, 7
C, 1, 9.3
C, 1.5, 14
C, 2, 18.1
C, 3, 22.3
C, 5, 25.6
C, 10, 27.2
C, 20, 28.5
C, 30, 29.7
C, 40, 30.9
C, 50, 31.6
C, 66, 32.7
`;
