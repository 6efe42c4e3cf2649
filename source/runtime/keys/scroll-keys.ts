/** The position in a list or text after a scroll key, not limited to its ends; undefined for other keys. */
export function scrolled(position: number, key: string, pageSize: number): number | undefined {
	switch (key) {
		case 'up':
		case 'k':
			return position - 1;
		case 'down':
		case 'j':
			return position + 1;
		case 'pageup':
		case 'ctrl-u':
			return position - pageSize;
		case 'pagedown':
		case 'ctrl-d':
		case 'space':
			return position + pageSize;
		case 'home':
		case 'g':
			return 0;
		case 'end':
		case 'G':
			return Number.MAX_SAFE_INTEGER;
	}
	return undefined;
}
