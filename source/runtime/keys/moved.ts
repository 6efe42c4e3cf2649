/** Where a key of movement leads in a list or text, not yet held within its ends; undefined for other keys. */
export function moved(place: number, key: string, page: number): number | undefined {
	switch (key) {
		case 'up':
		case 'k':
			return place - 1;
		case 'down':
		case 'j':
			return place + 1;
		case 'pageup':
		case 'ctrl-u':
			return place - page;
		case 'pagedown':
		case 'ctrl-d':
		case 'space':
			return place + page;
		case 'home':
		case 'g':
			return 0;
		case 'end':
		case 'G':
			return Number.MAX_SAFE_INTEGER;
	}
	return undefined;
}
