// All that the model may use besides the language itself.

declare function atob(data: string): string;
