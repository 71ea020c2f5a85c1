import { createContext, useContext } from 'react';
import { createTheme, type Theme } from './theme.ts';

export const ThemeContext = createContext<Theme>(createTheme({ colors: true, ascii: false }));

export const useTheme = (): Theme => useContext(ThemeContext);
