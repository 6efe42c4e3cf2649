import { cellWidth, takeStart } from '../../domain/cell-width.js';

/** A text in lines of at most `width` cells, broken at spaces where there are some; a word that is too long is cut. */
export function wrapText(text: string, width: number): string[] {
	const room = Math.max(1, width);
	const lines: string[] = [];
	let line = '';
	for (const word of text.split(' ')) {
		const longer = line === '' ? word : `${line} ${word}`;
		if (cellWidth(longer) <= room) {
			line = longer;
			continue;
		}
		if (line !== '') lines.push(line);
		line = word;
		while (cellWidth(line) > room) {
			const part = takeStart(line, room) || line.slice(0, 1);
			lines.push(part);
			line = line.slice(part.length);
		}
	}
	return [...lines, line];
}
