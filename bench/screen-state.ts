import type { Terminal } from '../test/helpers/terminal/terminal.js';

/** The screen as one string, looks included: two are equal when a person would see no difference. */
export function screenState({ emulator }: Terminal): string {
	const { active } = emulator.buffer;
	const rows: string[] = [];
	for (let y = 0; y < emulator.rows; y++) {
		const line = active.getLine(active.baseY + y);
		if (line === undefined) {
			continue;
		}
		const looks: number[] = [];
		for (let x = 0; x < emulator.cols; x++) {
			const cell = line.getCell(x);
			// These looks change with the selection: reverse video, background, foreground.
			if (cell) {
				looks.push(cell.isInverse() + cell.getBgColor() * 2 + cell.getFgColor() * 1024 + cell.isBold());
			}
		}
		rows.push(line.translateToString(true), looks.join());
	}
	return rows.join('\n');
}
