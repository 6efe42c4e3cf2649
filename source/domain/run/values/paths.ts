/** Removes `.`, `..` and double slashes from a path, as Go's path.Clean. */
export function cleanPath(path: string): string {
	const rooted = path.startsWith('/');
	const parts: string[] = [];
	for (const part of path.split('/')) {
		if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') {
			parts.pop();
		} else if (part !== '' && part !== '.' && !(part === '..' && rooted)) {
			parts.push(part);
		}
	}
	return `${rooted ? '/' : ''}${parts.join('/')}` || '.';
}

/** Makes a path absolute, relative to a folder, as Go's filepath.Abs. */
export function absolutePath(path: string, folder: string): string {
	return cleanPath(path.startsWith('/') ? path : `${folder}/${path}`);
}
