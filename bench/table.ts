/** Rows of measured values by program, printed as one table. */
export type Results = {
	/** Sets a row's value for a program; numbers are rounded to significant digits. */
	set(row: string, program: string, value: number | string | undefined, unit?: string): void;
	/** As Markdown. */
	markdown(): string;
};

export function createResults(goals: Readonly<Record<string, string>>): Results {
	const rows = new Map<string, Map<string, string>>();
	const programs = new Set<string>();
	return {
		set(row, program, value, unit = '') {
			if (value === undefined) {
				return;
			}
			programs.add(program);
			const cells = rows.get(row) ?? new Map<string, string>();
			cells.set(program, `${typeof value === 'number' ? rounded(value) : value}${unit && ` ${unit}`}`);
			rows.set(row, cells);
		},
		markdown() {
			const columns = [...programs];
			const lines = [...rows].map(([row, cells]) => [
				row,
				goals[row] ?? '',
				...columns.map(name => cells.get(name) ?? ''),
			]);
			const table = [['', 'goal', ...columns], ...lines];
			const widths = table[0]!.map((_, index) => Math.max(3, ...table.map(cells => cells[index]!.length)));
			const line = (cells: readonly string[]) =>
				`| ${cells.map((cell, index) => cell.padEnd(widths[index]!)).join(' | ')} |`;
			return [line(table[0]!), line(widths.map(width => '-'.repeat(width))), ...table.slice(1).map(line)].join('\n');
		},
	};
}

const rounded = (value: number): string =>
	Math.abs(value) >= 100 ? String(Math.round(value)) : Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2);
