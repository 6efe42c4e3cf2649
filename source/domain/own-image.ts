/** Set by the Dockerfile of plimsoll's own image, which has no other program and no files of the user. */
const variable = 'PLIMSOLL_IMAGE';

type Environment = Readonly<Record<string, string | undefined>>;

/** Returns true in a container of plimsoll's own image. */
export const isOwnImage = (env: Environment): boolean => Boolean(env[variable]);

/** The reason why a program is missing in plimsoll's own image; undefined elsewhere. */
export const missingInImage = (env: Environment, program: string): string | undefined =>
	isOwnImage(env) ? `the image of plimsoll has no ${program}` : undefined;

/** Stands in forms with a path, in plimsoll's own image. */
export const pathsInImage = 'Paths are those of plimsoll’s container: only mounted folders outlive it.';
