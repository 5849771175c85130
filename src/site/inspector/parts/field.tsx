/** Groups of choices, each with a value and its text. Choices under an empty title are in no group. */
export type Choices = readonly (readonly [
  title: string,
  choices: readonly (readonly [value: string, text: string])[],
])[];

interface SelectProps {
  readonly label: string;
  readonly value: string;
  readonly groups: Choices;
  readonly onChange: (value: string) => void;
}

/** A labelled choice. */
export function Select({ label, value, groups, onChange }: SelectProps) {
  return (
    <label class="field">
      <span>{label}</span>
      <select value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        {groups.map(([title, choices]) =>
          title === '' ? (
            options(choices)
          ) : (
            <optgroup key={title} label={title}>
              {options(choices)}
            </optgroup>
          ),
        )}
      </select>
    </label>
  );
}

function options(choices: Choices[number][1]) {
  return choices.map(([name, text]) => (
    <option key={name} value={name}>
      {text}
    </option>
  ));
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly min: number;
  readonly max: number;
  readonly step?: string;
  readonly placeholder?: string;
  readonly required?: boolean;
  readonly onInput: (value: string) => void;
}

/** A number field; its value is text. */
export function Field({ label, onInput, ...input }: FieldProps) {
  return (
    <label class="field">
      <span>{label}</span>
      <input type="number" {...input} onInput={({ currentTarget }) => onInput(currentTarget.value)} />
    </label>
  );
}

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder: string;
  readonly rows?: number;
  readonly onInput: (value: string) => void;
}

/** A field for text in several lines, such as JSON. */
export function TextField({ label, value, placeholder, rows = 2, onInput }: TextFieldProps) {
  return (
    <label class="field wide">
      <span>{label}</span>
      <textarea
        rows={rows}
        value={value}
        placeholder={placeholder}
        spellcheck={false}
        onInput={({ currentTarget }) => onInput(currentTarget.value)}
      />
    </label>
  );
}
