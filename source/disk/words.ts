import { getSystemErrorMap } from 'node:util';

/** The system's words for a failed call on a file, without the call and the path: `no space left on device`. */
export function systemWords(error: unknown): string {
	const { errno, message } = error as NodeJS.ErrnoException;
	const systemMessage = errno === undefined ? undefined : getSystemErrorMap().get(errno)?.[1];
	return systemMessage ?? (error instanceof Error ? message : String(error));
}

/** Returns true if a call failed because there is no such file, or no such folder on the way to it. */
export const isMissing = (error: unknown): boolean => /^(ENOENT|ENOTDIR)$/.test(codeOf(error) ?? '');

export const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;
